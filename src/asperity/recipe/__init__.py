"""What a person asks for: one pressing process, read and checked before anything is computed."""

from asperity.recipe.layers import Band as Band
from asperity.recipe.layers import Composite as Composite
from asperity.recipe.layers import Film as Film
from asperity.recipe.layers import Foil as Foil
from asperity.recipe.layers import Interface as Interface
from asperity.recipe.layers import Layer as Layer
from asperity.recipe.layers import Pellet as Pellet
from asperity.recipe.layers import Plate as Plate
from asperity.recipe.layers import Powder as Powder
from asperity.recipe.model import Recipe as Recipe
from asperity.recipe.read import example_text as example_text
from asperity.recipe.read import list_examples as list_examples
from asperity.recipe.read import load_recipe as load_recipe
from asperity.recipe.read import parse_recipe as parse_recipe
from asperity.recipe.steps import AnyStep as AnyStep
from asperity.recipe.steps import Bond as Bond
from asperity.recipe.steps import Compact as Compact
from asperity.recipe.steps import Cool as Cool
from asperity.recipe.steps import Eject as Eject
from asperity.recipe.steps import Heat as Heat
from asperity.recipe.steps import Hold as Hold
from asperity.recipe.steps import Operate as Operate
from asperity.recipe.steps import Press as Press
from asperity.recipe.steps import Pressing as Pressing
from asperity.recipe.steps import Release as Release
