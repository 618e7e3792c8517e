CREATE TABLE `called` (
	`source` text NOT NULL,
	`key` text NOT NULL,
	`begins` integer NOT NULL,
	`ends` integer NOT NULL,
	`scope` text NOT NULL,
	PRIMARY KEY(`source`, `key`, `begins`, `ends`, `scope`)
);
--> statement-breakpoint
CREATE INDEX `called_key` ON `called` (`key`,`scope`);--> statement-breakpoint
CREATE TABLE `naming` (
	`source` text NOT NULL,
	`rel` text NOT NULL,
	`key` text NOT NULL,
	`day` integer NOT NULL,
	PRIMARY KEY(`source`, `rel`, `key`, `day`)
);
--> statement-breakpoint
CREATE INDEX `naming_key` ON `naming` (`key`,`rel`,`source`,`day`);