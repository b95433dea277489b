"""What one face by itself amounts to, how it touches, how it closes."""

from asperity.outcome.face.record import Closing as Closing
from asperity.outcome.face.record import FaceOutcome as FaceOutcome
from asperity.outcome.face.record import FaceStatistics as FaceStatistics
from asperity.outcome.face.record import MapMark as MapMark
from asperity.outcome.face.record import SelfAffine as SelfAffine
from asperity.outcome.face.record import Touching as Touching
