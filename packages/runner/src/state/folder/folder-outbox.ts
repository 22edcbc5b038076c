import type { OutboxChange, OutboxEntry, OutboxMessage, OutboxPage } from '../outbox.ts'
import type { Fields, Statements } from './statements.ts'

/** The outbox of a state folder. */
export interface FolderOutbox {
  post(run: string | undefined, messages: readonly OutboxMessage[] | undefined): void
  page(limit: number): OutboxPage
  keep(change: Pick<OutboxChange, 'begun' | 'done'>): void
}

export function createFolderOutbox({ all, first, change }: Statements, now: () => number): FolderOutbox {
  return {
    post: (run, messages = []) => {
      for (const { kind, content } of messages) {
        change(
          'insert into outbox (run, kind, content, queued_at_ms) values (?, ?, ?, ?)',
          ...[run ?? null, kind, JSON.stringify(content), now()],
        )
      }
    },
    page: (limit) => ({
      entries: all('select * from outbox order by number limit ?', limit).map(toEntry),
      waiting: Number(first('select count(*) as waiting from outbox')?.waiting),
    }),
    keep: ({ begun = [], done = [] }) => {
      for (const number of begun) change('update outbox set tries = tries + 1 where number = ?', number)
      for (const number of done) change('delete from outbox where number = ?', number)
    },
  }
}

function toEntry({ number, run, kind, content, tries, queued_at_ms }: Fields): OutboxEntry {
  return {
    number: Number(number),
    run: run === null ? undefined : String(run),
    kind: String(kind),
    content: JSON.parse(String(content)),
    tries: Number(tries),
    queuedAtMs: Number(queued_at_ms),
  }
}
