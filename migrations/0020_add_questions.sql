CREATE TABLE `contact` (
	`record` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`created` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tracking` (
	`record` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`created` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tracking_hash_unique` ON `tracking` (`hash`);