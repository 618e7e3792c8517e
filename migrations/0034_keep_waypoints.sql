CREATE TABLE `waypoint` (
	`source` text NOT NULL,
	`seq` integer NOT NULL,
	`state` text NOT NULL,
	`derived` integer NOT NULL,
	PRIMARY KEY(`source`, `seq`)
);
--> statement-breakpoint
-- Records that have more entries than lie between two waypoints are derived again, and get theirs.
UPDATE `record` SET derived = 0 WHERE seq >= 100;
