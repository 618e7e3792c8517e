-- The digest of a request has no salt: where content was lawfully erased, it goes with it. Nothing else of a
-- submission ever changes.
DROP TRIGGER submission_no_update;
--> statement-breakpoint
CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission
WHEN NEW.digest <> '' OR NEW.key <> OLD.key OR NEW.first <> OLD.first OR NEW.count <> OLD.count
  OR NOT EXISTS (SELECT 1 FROM erasure WHERE target >= OLD.first AND target < OLD.first + OLD.count)
BEGIN SELECT RAISE(ABORT, 'append-only: submission'); END;
--> statement-breakpoint
-- Of content that was erased before.
UPDATE submission SET digest = '' WHERE EXISTS (
  SELECT 1 FROM erasure WHERE target >= first AND target < first + count);
