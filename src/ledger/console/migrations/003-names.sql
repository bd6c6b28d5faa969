-- Taking a name apart for each row costs far more than looking its pairs up: the planner is to use the index.
ALTER FUNCTION console.bigrams(text) COST 5000;
