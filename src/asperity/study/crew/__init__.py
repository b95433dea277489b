"""Work spread over the cores of this machine or over a Dask cluster."""

from __future__ import annotations

from asperity.errors import WorkerLostError as WorkerLostError
from asperity.study.crew.batches import cut as cut
from asperity.study.crew.batches import press_all as press_all
from asperity.study.crew.crew import Crew as Crew
from asperity.study.crew.crew import each as each
