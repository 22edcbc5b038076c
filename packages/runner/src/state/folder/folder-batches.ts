import type { CommittedObject } from '@coupa-connector/endpoints'
import type { DeliveredBatch, OpenBatch } from '../run-record.ts'
import type { RunStream } from '../run-stream.ts'
import { type Fields, type Statements, text } from './statements.ts'

/** The batches of a state folder. The caller brings the transaction. */
export interface FolderBatches {
  open(batch: OpenBatch): void
  /** Throws where the batch is not open. */
  findOpen(id: string): OpenBatch
  /** Open batches of the stream, in their order. */
  openOfStream(): readonly OpenBatch[]
  /** The hashes with which runs of other streams have records in open batches, by id. */
  hashesOpenElsewhere(): ReadonlyMap<string, string>
  keepDelivered(id: string, objects: readonly CommittedObject[]): void
  drop(id: string): void
  delivered(run: string): readonly DeliveredBatch[]
  /** Delivered batches of all runs, in their order. They are read one by one: no statement stays open while the caller works. */
  allDelivered(): AsyncGenerator<DeliveredBatch>
}

export function createFolderBatches({ all, first, change }: Statements, stream: RunStream): FolderBatches {
  return {
    open: ({ id, run, openedAtMs, outcome }) => {
      change(
        `insert into batch (id, run, number, opened_at_ms, state, records, outcome)
         values (?, ?, (select coalesce(max(number), 0) + 1 from batch where run = ?), ?, 'open', ?, ?)`,
        ...[id, run, run, openedAtMs, outcome.records.length, JSON.stringify(outcome)],
      )
    },
    findOpen: (id) => {
      const row = first("select * from batch where id = ? and state = 'open'", id)
      if (row === undefined) throw new TypeError(`the state has no open batch ${id}`)
      return toOpenBatch(row)
    },
    openOfStream: () =>
      all(
        `select b.* from batch b join run r on r.id = b.run where b.state = 'open' and r.stream = ? order by b.run, b.number`,
        stream,
      ).map(toOpenBatch),
    hashesOpenElsewhere: () => {
      const open = all(
        "select b.* from batch b join run r on r.id = b.run where b.state = 'open' and r.stream <> ?",
        stream,
      )
      return new Map(open.flatMap((row) => toOpenBatch(row).outcome.records.map(({ id, hash }) => [id, hash] as const)))
    },
    keepDelivered: (id, objects) => {
      change(
        "update batch set state = 'delivered', objects = ?, outcome = null where id = ?",
        JSON.stringify(objects),
        id,
      )
    },
    drop: (id) => {
      change("update batch set state = 'dropped', outcome = null where id = ? and state = 'open'", id)
    },
    delivered: (run) =>
      all("select * from batch where run = ? and state = 'delivered' order by number", run).map(toDelivered),
    allDelivered,
  }

  async function* allDelivered(): AsyncGenerator<DeliveredBatch> {
    let [run, number] = [0, 0]
    for (;;) {
      const row = first(
        `select b.*, r.number as run_number from batch b join run r on r.id = b.run
         where b.state = 'delivered' and (r.number, b.number) > (?, ?) order by r.number, b.number limit 1`,
        ...[run, number],
      )
      if (row === undefined) return
      run = Number(row.run_number)
      number = Number(row.number)
      yield toDelivered(row)
    }
  }
}

function toOpenBatch(row: Fields): OpenBatch {
  return {
    id: text(row.id),
    run: text(row.run),
    openedAtMs: Number(row.opened_at_ms),
    outcome: JSON.parse(text(row.outcome)),
  }
}

function toDelivered(row: Fields): DeliveredBatch {
  return { id: text(row.id), records: Number(row.records), objects: JSON.parse(text(row.objects)) }
}
