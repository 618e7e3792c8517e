CREATE TABLE `place` (
	`source` text NOT NULL,
	`part` integer NOT NULL,
	`latitude` real,
	`longitude` real,
	`division` text,
	PRIMARY KEY(`source`, `part`)
);
