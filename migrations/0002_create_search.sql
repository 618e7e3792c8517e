-- Full text over terms that the application makes (Han bigrams, Latin words); rowid = record.n.
CREATE VIRTUAL TABLE search USING fts5(
  title, aliases, unit, basis, text,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
--> statement-breakpoint
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(12.0, 8.0, 4.0, 2.0, 1.0)');
--> statement-breakpoint
INSERT INTO search_progress (id, size) VALUES (1, 0);
