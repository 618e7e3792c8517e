CREATE TABLE `cosignature` (
	`size` integer NOT NULL,
	`vkey` text NOT NULL,
	`line` text NOT NULL,
	`time` integer NOT NULL,
	PRIMARY KEY(`size`, `vkey`)
);
--> statement-breakpoint
CREATE TABLE `witness` (
	`vkey` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`outcome` text NOT NULL,
	`at` text NOT NULL
);
