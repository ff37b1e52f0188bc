CREATE TABLE `feeds` (
	`name` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`begun` integer,
	`place` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `cases` ADD `alert` text;--> statement-breakpoint
ALTER TABLE `cases` ADD `alerted_on` text;--> statement-breakpoint
CREATE INDEX `cases_alerted` ON `cases` (`alert`) WHERE alert is not null and ended_on is null;--> statement-breakpoint
ALTER TABLE `companies` ADD `facts` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `companies` ADD `alert` text;--> statement-breakpoint
CREATE INDEX `companies_alerted` ON `companies` (`alert`) WHERE alert is not null;--> statement-breakpoint
-- What people have called a company, and where they said that it is, stands against the register's word from now on.
UPDATE `companies` SET `facts` = (
  SELECT json_patch(
    json_object('name', json_object(`data` ->> '$.source', json_object('value', `name`, 'since', `on_date`))),
    iif(`companies`.`municipality` IS NULL, '{}', json_object('municipality', json_object(`data` ->> '$.source', json_object('value', `companies`.`municipality`, 'since', `on_date`))))
  ) FROM `events` WHERE `stream` = 'company:' || `companies`.`id` AND `type` = 'registered'
) WHERE EXISTS (SELECT 1 FROM `events` WHERE `stream` = 'company:' || `companies`.`id` AND `type` = 'registered');
