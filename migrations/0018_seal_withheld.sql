-- What is withheld lies sealed: from which entry on bodies of earlier versions may lie open.
CREATE TABLE `at_rest` (
	`id` integer PRIMARY KEY NOT NULL,
	`entries` integer
);
--> statement-breakpoint
INSERT INTO at_rest (id, entries) VALUES (1, 0);
--> statement-breakpoint
-- Content is never rewritten; that of a withheld entry is sealed where it lies, with its salt.
DROP TRIGGER body_no_update;
--> statement-breakpoint
CREATE TRIGGER body_no_update BEFORE UPDATE ON body
WHEN NEW."index" <> OLD."index" OR substr(OLD.content, 1, 3) = 'v1.'
  OR substr(NEW.content, 1, 3) <> 'v1.' OR length(NEW.salt) <> 0
  OR NOT EXISTS (SELECT 1 FROM entry WHERE "index" = OLD."index"
    AND json_extract(CAST(leaf AS TEXT), '$.visibility') = 'sealed')
BEGIN SELECT RAISE(ABORT, 'append-only: body'); END;
--> statement-breakpoint
-- Nothing withheld comes in open.
CREATE TRIGGER body_sealed BEFORE INSERT ON body
WHEN substr(NEW.content, 1, 3) <> 'v1.' AND EXISTS (SELECT 1 FROM entry WHERE "index" = NEW."index"
  AND json_extract(CAST(leaf AS TEXT), '$.visibility') = 'sealed')
BEGIN SELECT RAISE(ABORT, 'withheld and not sealed: body'); END;
--> statement-breakpoint
-- A line of a case is sealed anew with another key; what it commits to stays what it is.
DROP TRIGGER case_act_no_update;
--> statement-breakpoint
CREATE TRIGGER case_act_no_update BEFORE UPDATE ON case_act
WHEN NEW.n <> OLD.n OR NEW.at <> OLD.at OR NEW.day <> OLD.day OR NEW.commitment <> OLD.commitment
  OR NEW.sealed = OLD.sealed OR NEW.place = OLD.place
BEGIN SELECT RAISE(ABORT, 'append-only: case_act'); END;
