DROP INDEX "revenue_records_cdr";--> statement-breakpoint
CREATE INDEX "collections_cdr" ON "collections" USING btree ("source_id","cdr_id");--> statement-breakpoint
CREATE INDEX "expense_records_cdr" ON "expense_records" USING btree ("source_id","cdr_id") WHERE "expense_records"."cdr_id" is not null;--> statement-breakpoint
CREATE INDEX "revenue_records_cdr" ON "revenue_records" USING btree ("source_id","cdr_id");