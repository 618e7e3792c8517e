CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`department` text,
	`created` text NOT NULL,
	`revoked` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_hash_unique` ON `api_key` (`hash`);--> statement-breakpoint
CREATE TABLE `body` (
	`index` integer PRIMARY KEY NOT NULL,
	`salt` blob NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`size` integer PRIMARY KEY NOT NULL,
	`note` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `commit` (
	`prev_size` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`edge` blob NOT NULL,
	`recorded` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commit_size_unique` ON `commit` (`size`);--> statement-breakpoint
CREATE TABLE `entry` (
	`index` integer PRIMARY KEY NOT NULL,
	`record` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`department` text,
	`leaf` blob NOT NULL,
	`leaf_hash` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `entry_department` ON `entry` (`department`,`index`);--> statement-breakpoint
CREATE UNIQUE INDEX `entry_record_seq` ON `entry` (`record`,`seq`);--> statement-breakpoint
CREATE TABLE `erasure` (
	`target` integer PRIMARY KEY NOT NULL,
	`entry` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ledger` (
	`id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`verifier_key` text NOT NULL,
	`created` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `link` (
	`source` text NOT NULL,
	`rel` text NOT NULL,
	`target` text NOT NULL,
	PRIMARY KEY(`source`, `rel`, `target`)
);
--> statement-breakpoint
CREATE INDEX `link_target` ON `link` (`target`,`rel`);--> statement-breakpoint
CREATE TABLE `record` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`seq` integer NOT NULL,
	`title` text NOT NULL,
	`department` text,
	`type` text,
	`level` text,
	`status` text NOT NULL,
	`state` text NOT NULL,
	`last_index` integer NOT NULL,
	`recorded` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `record_id_unique` ON `record` (`id`);--> statement-breakpoint
CREATE INDEX `record_list` ON `record` (`kind`,`department`,`type`,`status`,`n`);--> statement-breakpoint
CREATE INDEX `record_last` ON `record` (`last_index`);--> statement-breakpoint
CREATE TABLE `search_progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `submission` (
	`key` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`first` integer NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tile` (
	`level` integer NOT NULL,
	`n` integer NOT NULL,
	`hashes` blob NOT NULL,
	`root` blob NOT NULL,
	PRIMARY KEY(`level`, `n`)
);
