"""What was done, on one page to hand to a physiotherapist: as it was recorded, with no judgement of it."""
