CREATE TABLE `case_act` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`day` text NOT NULL,
	`place` text NOT NULL,
	`commitment` text NOT NULL,
	`sealed` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `case_act_place_unique` ON `case_act` (`place`);--> statement-breakpoint
CREATE INDEX `case_act_day` ON `case_act` (`day`,`n`);--> statement-breakpoint
-- Files of cases only grow, and a day that was fixed in the ledger takes no more rows.
CREATE TRIGGER case_act_no_update BEFORE UPDATE ON case_act BEGIN SELECT RAISE(ABORT, 'append-only: case_act'); END;
--> statement-breakpoint
CREATE TRIGGER case_act_no_delete BEFORE DELETE ON case_act BEGIN SELECT RAISE(ABORT, 'append-only: case_act'); END;
--> statement-breakpoint
CREATE TRIGGER case_act_day_open BEFORE INSERT ON case_act
WHEN EXISTS (SELECT 1 FROM digest WHERE stream = 'cases' AND day >= NEW.day)
BEGIN SELECT RAISE(ABORT, 'this day is closed: case_act'); END;
