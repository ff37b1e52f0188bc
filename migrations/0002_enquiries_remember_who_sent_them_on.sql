ALTER TABLE `enquiries` ADD `sent_by` text;--> statement-breakpoint
CREATE INDEX `enquiries_sent_by` ON `enquiries` (`sent_by`,`received_on`);