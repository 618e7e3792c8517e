-- The ledger is append-only: no UPDATE, no DELETE on entry, tile, commit, checkpoint, ledger, submission.
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
--> statement-breakpoint
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only: entry'); END;
--> statement-breakpoint
CREATE TRIGGER tile_no_update BEFORE UPDATE ON tile BEGIN SELECT RAISE(ABORT, 'append-only: tile'); END;
--> statement-breakpoint
CREATE TRIGGER tile_no_delete BEFORE DELETE ON tile BEGIN SELECT RAISE(ABORT, 'append-only: tile'); END;
--> statement-breakpoint
CREATE TRIGGER commit_no_update BEFORE UPDATE ON "commit" BEGIN SELECT RAISE(ABORT, 'append-only: commit'); END;
--> statement-breakpoint
CREATE TRIGGER commit_no_delete BEFORE DELETE ON "commit" BEGIN SELECT RAISE(ABORT, 'append-only: commit'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append-only: checkpoint'); END;
--> statement-breakpoint
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append-only: checkpoint'); END;
--> statement-breakpoint
CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission BEGIN SELECT RAISE(ABORT, 'append-only: submission'); END;
--> statement-breakpoint
CREATE TRIGGER submission_no_delete BEFORE DELETE ON submission BEGIN SELECT RAISE(ABORT, 'append-only: submission'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only: ledger'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append-only: ledger'); END;
--> statement-breakpoint
-- A commit continues the last one, and brings exactly the entries that it counts.
-- The commit row is inserted after its entries, within the same transaction.
CREATE TRIGGER commit_continues BEFORE INSERT ON "commit"
WHEN NEW.prev_size <> COALESCE((SELECT MAX(size) FROM "commit"), 0)
  OR NEW.size <= NEW.prev_size
  OR (SELECT COUNT(*) FROM entry WHERE "index" >= NEW.prev_size) <> NEW.size - NEW.prev_size
  OR (SELECT MAX("index") FROM entry) <> NEW.size - 1
  OR LENGTH(NEW.root) <> 32
BEGIN SELECT RAISE(ABORT, 'broken commit'); END;
--> statement-breakpoint
-- Content is never rewritten. It goes only by a lawful erasure, which has an entry of its own.
CREATE TRIGGER body_no_update BEFORE UPDATE ON body BEGIN SELECT RAISE(ABORT, 'append-only: body'); END;
--> statement-breakpoint
CREATE TRIGGER body_only_erased BEFORE DELETE ON body
WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE target = OLD."index")
BEGIN SELECT RAISE(ABORT, 'append-only: body'); END;
--> statement-breakpoint
CREATE TRIGGER erasure_has_entry BEFORE INSERT ON erasure
WHEN NOT EXISTS (SELECT 1 FROM entry WHERE "index" = NEW.entry AND kind = 'entry.erased')
BEGIN SELECT RAISE(ABORT, 'erasure without an entry'); END;
--> statement-breakpoint
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'append-only: erasure'); END;
--> statement-breakpoint
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'append-only: erasure'); END;
--> statement-breakpoint
-- No derived row without the entry that it is derived from.
CREATE TRIGGER record_insert_has_entry BEFORE INSERT ON record
WHEN NOT EXISTS (SELECT 1 FROM entry WHERE "index" = NEW.last_index AND record = NEW.id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'derived row without an entry'); END;
--> statement-breakpoint
CREATE TRIGGER record_update_has_entry BEFORE UPDATE ON record
WHEN NOT EXISTS (SELECT 1 FROM entry WHERE "index" = NEW.last_index AND record = NEW.id AND seq = NEW.seq)
  OR NEW.n <> OLD.n OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'derived row without an entry'); END;
--> statement-breakpoint
CREATE TRIGGER record_no_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'derived row without an entry'); END;
