ALTER TABLE `people` ADD `away_from` text;--> statement-breakpoint
ALTER TABLE `people` ADD `away_to` text;--> statement-breakpoint
ALTER TABLE `people` ADD `stand_in_id` text;