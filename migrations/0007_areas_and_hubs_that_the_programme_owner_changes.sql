ALTER TABLE `hubs` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `municipalities` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `enquiries_from` ON `enquiries` (`municipality`,`state`);
