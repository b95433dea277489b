"""How the sample follows the plates in temperature."""
