CREATE TABLE `waiting` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`hash` text NOT NULL,
	`nonce` text,
	`received` text NOT NULL,
	`sealed` text NOT NULL,
	`contact` text,
	`tries` integer DEFAULT 0 NOT NULL,
	`refused` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_id_unique` ON `waiting` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_hash_unique` ON `waiting` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `waiting_nonce_unique` ON `waiting` (`nonce`);--> statement-breakpoint
CREATE INDEX `waiting_order` ON `waiting` (`refused`,`n`);