CREATE TABLE `catalogue_bucket` (
	`size` integer NOT NULL,
	`n` integer NOT NULL,
	`lines` text NOT NULL,
	PRIMARY KEY(`size`, `n`)
);
--> statement-breakpoint
CREATE TABLE `catalogue_tile` (
	`size` integer NOT NULL,
	`level` integer NOT NULL,
	`n` integer NOT NULL,
	`hashes` blob NOT NULL,
	PRIMARY KEY(`size`, `level`, `n`)
);
