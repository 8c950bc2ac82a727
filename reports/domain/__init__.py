"""Pure rules of the regional report: words, figures and the story they tell. Standard library only."""
