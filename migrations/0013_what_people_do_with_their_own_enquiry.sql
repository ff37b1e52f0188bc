CREATE TABLE `private_links` (
	`hash` text PRIMARY KEY NOT NULL,
	`enquiry_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `private_links_of` ON `private_links` (`enquiry_id`);--> statement-breakpoint
ALTER TABLE `enquiries` ADD `is_offered` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `source` text DEFAULT 'form' NOT NULL;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `asked_on` text;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `heard` text;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `changed_on` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `opened_case` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `folded` text DEFAULT '' NOT NULL;
--> statement-breakpoint
CREATE INDEX `enquiries_by_text` ON `enquiries` (substr(`need`, 1, 80));
--> statement-breakpoint
UPDATE `enquiries` SET
  `changed_on` = coalesce((SELECT `on_date` FROM `events` WHERE `stream` = 'enquiry:' || `enquiries`.`id` ORDER BY `seq` DESC LIMIT 1), `received_on`),
  `opened_case` = (`case_id` is not null),
  `is_offered` = (`state` = 'waiting' and `sent_by` is not null)
WHERE `changed_on` = '';
