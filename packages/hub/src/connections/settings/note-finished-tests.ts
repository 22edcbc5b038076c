import { type RawBuilder, sql } from 'kysely'
import { passedOutcomes, undecidedOutcomes } from './test-verdict.ts'

/**
 * Common table expressions that note the tests among the jobs of the expression `finished` on their connections, as part of
 * the statement that finishes them: settings that passed are verified. Outcomes that say nothing about the settings (a
 * container that was lost, a test that was cancelled) change nothing; nor does a test of settings other than the stored
 * ones: should those be stored later, the history is asked. Of several tests of a connection the last one is shown.
 */
export const finishedTestsNoted: RawBuilder<unknown> = sql`
    tested as (
      select * from finished where kind = 'test' and connection_id is not null and fingerprint is not null
        and outcome <> all(${sql.val(undecidedOutcomes)}::text[])
    ),
    -- Taken before looking at the fingerprint: a save under way is waited for, and one that comes later finds the tests
    -- finished. In one order, so that two who finish tests never wait for each other.
    tested_connection as (
      select connection.account_id, connection.id, connection.fingerprint from connection
      where (connection.account_id, connection.id) in (select account_id, connection_id from tested)
      order by connection.id for update
    ),
    verdict as (
      select distinct on (tested.connection_id) tested.*,
        bool_or(tested.outcome = any(${sql.val(passedOutcomes)}::text[])) over (partition by tested.connection_id) as has_passed
      from tested join tested_connection on tested_connection.account_id = tested.account_id
        and tested_connection.id = tested.connection_id and tested_connection.fingerprint = tested.fingerprint
      order by tested.connection_id, tested.id desc
    ),
    -- By the key alone: what was saved while the lock was waited for is not in the statement's own view of the row.
    noted_test as (
      update connection set
        last_test = jsonb_build_object(
          'job', verdict.id, 'outcome', verdict.outcome, 'title', verdict.title,
          'finishedAt', to_char(hub_now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'container', jsonb_build_object(
            'id', coalesce(verdict.attachment_id, verdict.container_id), 'name', verdict.container_name),
          'fingerprint', verdict.fingerprint),
        verified_fingerprint =
          case when verdict.has_passed then verdict.fingerprint else connection.verified_fingerprint end,
        verified_at = case when verdict.has_passed then hub_now() else connection.verified_at end
      from verdict where connection.account_id = verdict.account_id and connection.id = verdict.connection_id
    )`
