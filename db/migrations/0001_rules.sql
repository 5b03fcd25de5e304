-- Rules that the schema builder cannot write: no two owners or tariffs on one day, append-only history,
-- nothing of an issued period changes, the partner's scope, and the door to the job queue.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE "evse_owners" ADD CONSTRAINT "evse_owners_one_a_day" EXCLUDE USING gist ("evse_id" WITH =, "days" WITH &&);--> statement-breakpoint
-- A connector has one charge point rate and beside it one COMMUNITY tariff a day; a token, and the tokens of a
-- company, have one EMP sales tariff a day.
ALTER TABLE "tariff_assignments" ADD CONSTRAINT "tariff_assignments_one_a_day" EXCLUDE USING gist ("connector_id" WITH =, "kind" WITH =, "days" WITH &&);--> statement-breakpoint
ALTER TABLE "sales_tariff_assignments" ADD CONSTRAINT "sales_tariff_assignments_one_a_day" EXCLUDE USING gist ("token_id" WITH =, "days" WITH &&) WHERE ("token_id" IS NOT NULL);--> statement-breakpoint
ALTER TABLE "sales_tariff_assignments" ADD CONSTRAINT "sales_tariff_assignments_company_one_a_day" EXCLUDE USING gist ("company_id" WITH =, "days" WITH &&) WHERE ("company_id" IS NOT NULL);--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON "audit_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER collections_append_only BEFORE UPDATE OR DELETE ON "collections" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER balance_movements_append_only BEFORE UPDATE OR DELETE ON "balance_movements" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
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
END $$;--> statement-breakpoint
CREATE TRIGGER organizations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organizations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER organization_countries_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organization_countries" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER companies_reference_version AFTER INSERT OR UPDATE OR DELETE ON "companies" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER emp_parties_reference_version AFTER INSERT OR UPDATE OR DELETE ON "emp_parties" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER connectors_reference_version AFTER INSERT OR UPDATE OR DELETE ON "connectors" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER evse_owners_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evse_owners" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER tariffs_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariffs" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER tariff_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER tariff_assignments_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_assignments" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER contracts_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contracts" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER contract_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER contract_locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER contract_evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER tariff_price_configurations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_price_configurations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
CREATE TRIGGER sales_tariff_assignments_reference_version AFTER INSERT OR UPDATE OR DELETE ON "sales_tariff_assignments" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();--> statement-breakpoint
-- Sums of sums, and one signal that the books have moved. Both are kept by triggers, so that no writer can forget them.
CREATE FUNCTION keep_month_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM taken'
    ELSE 'SELECT 1 AS sign, * FROM added UNION ALL SELECT -1 AS sign, * FROM taken'
  END;
BEGIN
  EXECUTE '
    INSERT INTO month_rollups AS m (partner_id, organization_id, currency, period_month, origin_month, origin, records,
      energy_kwh, revenue, operator_share, partner_share, collected_share)
    SELECT partner_id, organization_id, currency, period_month, origin_month, origin, sum(sign * records),
      sum(sign * energy_kwh), sum(sign * revenue), sum(sign * operator_share), sum(sign * partner_share),
      sum(sign * collected_share)
    FROM (' || source || ') t
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (partner_id, organization_id, currency, period_month, origin_month, origin) DO UPDATE SET
      records = m.records + excluded.records, energy_kwh = m.energy_kwh + excluded.energy_kwh,
      revenue = m.revenue + excluded.revenue, operator_share = m.operator_share + excluded.operator_share,
      partner_share = m.partner_share + excluded.partner_share,
      collected_share = m.collected_share + excluded.collected_share';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER record_rollups_months_insert AFTER INSERT ON "record_rollups" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_month_rollups();--> statement-breakpoint
CREATE TRIGGER record_rollups_months_update AFTER UPDATE ON "record_rollups" REFERENCING NEW TABLE AS added OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_month_rollups();--> statement-breakpoint
CREATE TRIGGER record_rollups_months_delete AFTER DELETE ON "record_rollups" REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_month_rollups();--> statement-breakpoint
CREATE FUNCTION keep_expense_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM taken'
    ELSE 'SELECT 1 AS sign, * FROM added UNION ALL SELECT -1 AS sign, * FROM taken'
  END;
BEGIN
  EXECUTE '
    INSERT INTO expense_rollups AS e (partner_id, organization_id, currency, period_month, origin, records, amount)
    SELECT partner_id, organization_id, currency, period_month, origin, sum(sign), sum(sign * amount)
    FROM (' || source || ') t
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (partner_id, organization_id, currency, period_month, origin) DO UPDATE SET
      records = e.records + excluded.records, amount = e.amount + excluded.amount';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER expense_records_sums_insert AFTER INSERT ON "expense_records" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_expense_rollups();--> statement-breakpoint
CREATE TRIGGER expense_records_sums_update AFTER UPDATE ON "expense_records" REFERENCING NEW TABLE AS added OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_expense_rollups();--> statement-breakpoint
CREATE TRIGGER expense_records_sums_delete AFTER DELETE ON "expense_records" REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_expense_rollups();--> statement-breakpoint
-- Emptying a table empties its sums.
CREATE FUNCTION empty_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('TRUNCATE %I', TG_ARGV[0]);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER record_rollups_months_truncate AFTER TRUNCATE ON "record_rollups" FOR EACH STATEMENT EXECUTE FUNCTION empty_rollups('month_rollups');--> statement-breakpoint
CREATE TRIGGER expense_records_sums_truncate AFTER TRUNCATE ON "expense_records" FOR EACH STATEMENT EXECUTE FUNCTION empty_rollups('expense_rollups');--> statement-breakpoint
-- One notification per transaction, however much it changed; it goes out when the transaction commits.
CREATE FUNCTION announce_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('books', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER record_rollups_announced AFTER INSERT OR UPDATE OR DELETE ON "record_rollups" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
CREATE TRIGGER expense_records_announced AFTER INSERT OR DELETE ON "expense_records" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
CREATE TRIGGER cdrs_announced AFTER INSERT OR UPDATE ON "cdrs" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
CREATE TRIGGER held_cdrs_announced AFTER INSERT OR UPDATE ON "held_cdrs" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
CREATE TRIGGER periods_announced AFTER INSERT OR UPDATE ON "periods" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
CREATE TRIGGER mails_announced AFTER UPDATE ON "mails" FOR EACH STATEMENT EXECUTE FUNCTION announce_books();--> statement-breakpoint
-- Sums of CDRs for their list. Imports hold the source's lock, so no two of them meet in one row.
CREATE FUNCTION keep_cdr_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  source text := CASE TG_OP
    WHEN 'INSERT' THEN 'SELECT 1 AS sign, * FROM added'
    WHEN 'DELETE' THEN 'SELECT -1 AS sign, * FROM taken'
    ELSE 'SELECT 1 AS sign, * FROM added UNION ALL SELECT -1 AS sign, * FROM taken'
  END;
BEGIN
  EXECUTE '
    INSERT INTO cdr_rollups AS c (source_id, organization_id, origin_month, settlement, payer, currency, cdrs, energy_kwh,
      revenue, gross)
    SELECT source_id, organization_id, origin_month, settlement, payer, currency, sum(sign), sum(sign * energy_kwh),
      coalesce(sum(sign * revenue), 0), coalesce(sum(sign * coalesce(gross, revenue)), 0)
    FROM (' || source || ') t
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (source_id, organization_id, origin_month, settlement, payer, currency) DO UPDATE SET
      cdrs = c.cdrs + excluded.cdrs, energy_kwh = c.energy_kwh + excluded.energy_kwh,
      revenue = c.revenue + excluded.revenue, gross = c.gross + excluded.gross';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER cdrs_sums_insert AFTER INSERT ON "cdrs" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_cdr_rollups();--> statement-breakpoint
CREATE TRIGGER cdrs_sums_update AFTER UPDATE ON "cdrs" REFERENCING NEW TABLE AS added OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_cdr_rollups();--> statement-breakpoint
CREATE TRIGGER cdrs_sums_delete AFTER DELETE ON "cdrs" REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_cdr_rollups();--> statement-breakpoint
CREATE TRIGGER cdrs_sums_truncate AFTER TRUNCATE ON "cdrs" FOR EACH STATEMENT EXECUTE FUNCTION empty_rollups('cdr_rollups');--> statement-breakpoint
-- Records of which money is still missing, and their sums, are kept by triggers, so that no writer can forget them.
-- Rows are only ever put in and taken out; a record whose state changes is taken out and put in again.
CREATE FUNCTION insert_open_records(source text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT '
    INSERT INTO open_records (partner_id, record_id, organization_id, currency, period_month, origin, state, ended_at,
      location_id, energy_kwh, revenue, operator_share, partner_share, collected_share)
    SELECT t.partner_id, t.id, t.organization_id, t.currency, t.period_month, t.origin,
      CASE WHEN c.toward_due > 0 THEN ''partly'' ELSE ''awaited'' END, t.ended_at, t.location_id, t.energy_kwh, t.revenue,
      t.operator_share, t.partner_share,
      div(t.partner_share * greatest(c.toward_due, 0) * 10000, abs(t.due)) / 10000
    FROM ' || source || ' t
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(c.amount), 0) * sign(t.due) AS toward_due FROM collections c
      WHERE c.partner_id = t.partner_id AND c.source_id = t.source_id AND c.cdr_id = t.cdr_id) c
    WHERE t.due <> 0 AND c.toward_due < abs(t.due)'
$$;--> statement-breakpoint
CREATE FUNCTION keep_open_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    EXECUTE 'DELETE FROM open_records o USING taken t WHERE o.partner_id = t.partner_id AND o.record_id = t.id';
  END IF;
  IF TG_OP <> 'DELETE' THEN
    EXECUTE insert_open_records('added');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER revenue_records_open_insert AFTER INSERT ON "revenue_records" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_open_records();--> statement-breakpoint
CREATE TRIGGER revenue_records_open_update AFTER UPDATE ON "revenue_records" REFERENCING NEW TABLE AS added OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_open_records();--> statement-breakpoint
CREATE TRIGGER revenue_records_open_delete AFTER DELETE ON "revenue_records" REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_open_records();--> statement-breakpoint
CREATE FUNCTION collect_open_records() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned text := 'SELECT r.* FROM revenue_records r
    JOIN (SELECT DISTINCT partner_id, source_id, cdr_id FROM added) a USING (partner_id, source_id, cdr_id)';
BEGIN
  EXECUTE 'DELETE FROM open_records o USING (' || concerned || ') r WHERE o.partner_id = r.partner_id AND o.record_id = r.id';
  EXECUTE insert_open_records('(' || concerned || ')');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER collections_open_insert AFTER INSERT ON "collections" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION collect_open_records();--> statement-breakpoint
CREATE FUNCTION keep_open_rollups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE '
    INSERT INTO open_rollups AS s (partner_id, organization_id, currency, period_month, origin, state, records,
      energy_kwh, revenue, operator_share, partner_share, collected_share)
    SELECT partner_id, organization_id, currency, period_month, origin, state, $1 * count(*), $1 * sum(energy_kwh),
      $1 * sum(revenue), $1 * sum(operator_share), $1 * sum(partner_share), $1 * sum(collected_share)
    FROM ' || CASE TG_OP WHEN 'INSERT' THEN 'added' ELSE 'taken' END || '
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (partner_id, organization_id, currency, period_month, origin, state) DO UPDATE SET
      records = s.records + excluded.records, energy_kwh = s.energy_kwh + excluded.energy_kwh,
      revenue = s.revenue + excluded.revenue, operator_share = s.operator_share + excluded.operator_share,
      partner_share = s.partner_share + excluded.partner_share,
      collected_share = s.collected_share + excluded.collected_share'
    USING CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER open_records_sums_insert AFTER INSERT ON "open_records" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_open_rollups();--> statement-breakpoint
CREATE TRIGGER open_records_sums_delete AFTER DELETE ON "open_records" REFERENCING OLD TABLE AS taken FOR EACH STATEMENT EXECUTE FUNCTION keep_open_rollups();--> statement-breakpoint
CREATE TRIGGER revenue_records_open_truncate AFTER TRUNCATE ON "revenue_records" FOR EACH STATEMENT EXECUTE FUNCTION empty_rollups('open_records');--> statement-breakpoint
CREATE TRIGGER open_records_sums_truncate AFTER TRUNCATE ON "open_records" FOR EACH STATEMENT EXECUTE FUNCTION empty_rollups('open_rollups');
