-- Rules that the schema builder cannot write: no two owners or tariffs on one day, append-only history,
-- nothing of an issued period changes, the partner's scope, and the door to the job queue.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "evse_owners" ADD CONSTRAINT "evse_owners_one_a_day" EXCLUDE USING gist ("evse_id" WITH =, "days" WITH &&);--> statement-breakpoint
ALTER TABLE "tariff_assignments" ADD CONSTRAINT "tariff_assignments_one_a_day" EXCLUDE USING gist ("connector_id" WITH =, "days" WITH &&);--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER collections_append_only BEFORE UPDATE OR DELETE ON "collections" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE FUNCTION refuse_issued_period() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  issued record;
BEGIN
  SELECT p.partner_id, p.month INTO issued
  FROM (SELECT DISTINCT partner_id, organization_id, currency, period_month FROM touched) t
  JOIN periods p ON p.partner_id = t.partner_id AND p.organization_id = t.organization_id
    AND p.currency = t.currency AND p.month = t.period_month
  WHERE p.state = 'issued'
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'period % of partner % is issued: nothing in it changes', issued.month, issued.partner_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER revenue_records_frozen_insert AFTER INSERT ON "revenue_records" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
CREATE TRIGGER revenue_records_frozen_update AFTER UPDATE ON "revenue_records" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
CREATE TRIGGER revenue_records_frozen_delete AFTER DELETE ON "revenue_records" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
CREATE TRIGGER expense_records_frozen_insert AFTER INSERT ON "expense_records" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
CREATE TRIGGER expense_records_frozen_update AFTER UPDATE ON "expense_records" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
CREATE TRIGGER expense_records_frozen_delete AFTER DELETE ON "expense_records" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION refuse_issued_period();--> statement-breakpoint
-- The partners whose rows the transaction may see. Unset is an error, never everything.
CREATE FUNCTION app_scope() RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  scope text := nullif(current_setting('app.scope', true), '');
BEGIN
  IF scope IS NULL THEN
    RAISE EXCEPTION 'app.scope is not set' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN scope::uuid[];
END $$;--> statement-breakpoint
-- A role that owns nothing cannot call graphile_worker.add_job itself.
CREATE FUNCTION enqueue_job(task text, payload json, job_key text, priority int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload, job_key => job_key, max_attempts => 5, priority => priority);
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job(text, json, text, int) FROM PUBLIC;--> statement-breakpoint
-- Every change of the data that prices and divides CDRs raises one number; an import that read the data before
-- sees under its locks that it has to read again.
INSERT INTO "reference_version" ("id", "version") VALUES (1, 1);--> statement-breakpoint
CREATE FUNCTION raise_reference_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE reference_version SET version = version + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER organizations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organizations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER organization_countries_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organization_countries" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER companies_reference_version AFTER INSERT OR UPDATE OR DELETE ON "companies" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER emp_parties_reference_version AFTER INSERT OR UPDATE OR DELETE ON "emp_parties" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER connectors_reference_version AFTER INSERT OR UPDATE OR DELETE ON "connectors" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER evse_owners_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evse_owners" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariffs_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariffs" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariff_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariff_assignments_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_assignments" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contracts_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contracts" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
