"""A cell's voltage: what an outcome says of its faces, put into a PyBaMM model as resistance."""

from asperity.study.voltage.capability import RateCapability as RateCapability
from asperity.study.voltage.capability import RateGain as RateGain
from asperity.study.voltage.capability import rate_capability as rate_capability
from asperity.study.voltage.capability import rate_gain as rate_gain
from asperity.study.voltage.handed import Handed as Handed
from asperity.study.voltage.handed import hand_over as hand_over
from asperity.study.voltage.library import Discharge as Discharge
from asperity.study.voltage.parameters import contact_parameters as contact_parameters
