import pg from 'pg'
import { createId } from '../../basics/create-id.ts'
import { prepareTemplate } from './template.ts'
import { testServerUrl } from './test-server-url.ts'

/** A database with all tables and no rows, which is one test's until it gives it back. */
export interface BorrowedDatabase {
  readonly url: string
  /** Ends what is still connected to it. */
  giveBack(): Promise<void>
}

/** Names of databases that tests of this worker have given back. */
const free: string[] = []

/**
 * Takes a database that another test is done with, or makes one. Emptying a database costs a twentieth of making and
 * dropping one, which copies and deletes four hundred files; and there are as many tests.
 */
export async function borrowDatabase(): Promise<BorrowedDatabase> {
  const name = free.pop() ?? (await createDatabase())
  let isBorrowed = true
  return {
    url: urlOf(name),
    giveBack: async () => {
      if (!isBorrowed) return
      isBorrowed = false
      if (await administer(name, empty)) free.push(name)
      else await administer('postgres', (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}

async function createDatabase(): Promise<string> {
  // The run says how its databases begin, so that it can drop them at its end.
  const name = `${process.env.TEST_DATABASE_PREFIX ?? 'test'}_${createId().replaceAll('-', '')}`
  await administer('postgres', async (client) => {
    const template = await prepareTemplate(client, testServerUrl())
    // Copies files instead of writing every page to the log first: half the work.
    await client.query(`create database ${name} template ${template} strategy file_copy`)
  })
  await administer(name, (client) => client.query(rememberForm))
  return name
}

/** Deletes all rows and sets the clock of the database right. False when a test has changed more than rows. */
async function empty(client: pg.Client): Promise<boolean> {
  await client.query(`
    select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
  await client.query(deleteRows)
  const { rows } = await client.query<{ is_same: boolean }>(
    `select form = testing.current_form() as is_same from testing.remembered`,
  )
  return rows[0]?.is_same === true
}

// What belongs to the tests stands in a schema of its own, where the hub does not look. Whether anything but rows was
// changed is read from the catalogs: how many entries there are, and which transaction wrote the newest.
const rememberForm = `
  create schema testing;
  create function testing.current_form() returns text language sql stable as $$
    select concat_ws(' ',
      (select format('%s %s', count(*), max(xmin::text::bigint)) from pg_class),
      (select format('%s %s', count(*), max(xmin::text::bigint)) from pg_attribute),
      (select format('%s %s', count(*), max(xmin::text::bigint)) from pg_constraint),
      (select format('%s %s', count(*), max(xmin::text::bigint)) from pg_trigger),
      (select string_agg(prosrc, ' ' order by oid) from pg_proc where pronamespace = 'public'::regnamespace),
      (select count(*) from public.kysely_migration))
  $$;
  create table testing.remembered (form text, hub_now text);
  insert into testing.remembered select testing.current_form(), pg_get_functiondef('public.hub_now'::regproc)`

const deleteRows = `
  do $$
  declare
    item text;
  begin
    -- In any order: references are not looked after meanwhile.
    set local session_replication_role = replica;
    for item in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
      execute format('delete from public.%I', item);
    end loop;
    -- What another test planned would wake in this one.
    if to_regclass('coupa_connector_queue.job') is not null then delete from coupa_connector_queue.job; end if;
    select hub_now into item from testing.remembered;
    if item <> pg_get_functiondef('public.hub_now'::regproc) then execute item; end if;
  end $$`

function urlOf(name: string): string {
  const url = new URL(testServerUrl())
  url.pathname = `/${name}`
  return url.href
}

async function administer<Result>(name: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: urlOf(name) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
