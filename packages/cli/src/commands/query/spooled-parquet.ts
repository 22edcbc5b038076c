import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { openFileTarget } from '../../output/file-target.ts'
import type { OutputTarget } from '../../output/output-target.ts'
import type { OutputRecord, RecordFormat } from '../../output/record-format.ts'

/**
 * Turns records that were collected as NDJSON into the file itself. A Parquet file cannot be continued, because its end
 * describes all of it; so a read with a checkpoint collects aside and the Parquet file is written when all are there.
 */
export async function writeFromSpool(spool: OutputTarget, file: string, format: RecordFormat): Promise<void> {
  await spool.flush()
  const target = await openFileTarget(file)
  try {
    await target.write(format.begin())
    for await (const line of createInterface({ input: createReadStream(spool.path), crlfDelay: Infinity })) {
      await target.write(format.add(JSON.parse(line) as OutputRecord))
    }
    await target.write(format.end())
    await target.complete()
  } catch (error) {
    await target.abandon({ keep: false })
    throw error
  }
  await spool.abandon({ keep: false })
}
