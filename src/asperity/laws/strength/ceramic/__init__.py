"""What pulls at a pressed ceramic disc, and what its pores and flaws leave of its strength."""
