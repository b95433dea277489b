"""A record of pressing becomes the parameters of a powder."""

from asperity.study.calibrate.card import card_text as card_text
from asperity.study.calibrate.compaction import fit_compaction as fit_compaction
from asperity.study.calibrate.record import Sample as Sample
from asperity.study.calibrate.told import CompactionFit as CompactionFit
