-- Records that were derived before these fields existed read as a replay gives them now.
UPDATE `record` SET `state` = json_insert(`state`, '$.flag', NULL) WHERE `kind` = 'milestone';
--> statement-breakpoint
UPDATE `record` SET `state` = json_insert(`state`, '$.parameters', json('[]')) WHERE `kind` = 'flag';
