-- Departments that held a record, and its status with them, of records of which that ever changed. Derived: the versions of
-- the kinds were raised, so each ledger fills it in by replay.
CREATE TABLE `tenure` (
	`source` text NOT NULL,
	`part` integer NOT NULL,
	`department` text,
	`status` text NOT NULL,
	`begins` integer,
	`ends` integer,
	PRIMARY KEY(`source`, `part`)
);
