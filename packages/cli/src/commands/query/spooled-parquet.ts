import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { openFileTarget } from '../../output/file-target.ts'
import type { OutputTarget } from '../../output/output-target.ts'
import type { OutputRecord, RecordFormat } from '../../output/record-format.ts'

/**
 * Turns records that were collected as NDJSON into a Parquet file. The end of a Parquet file describes all of it, so the file
 * cannot be continued. A read with a checkpoint therefore collects NDJSON first, and writes Parquet once all records are there. The
 * spool stays: until the position is concluded a killed run needs it.
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
}
