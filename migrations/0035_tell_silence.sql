ALTER TABLE `follower` ADD `silent` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `follower` ADD `looked` text DEFAULT '' NOT NULL;