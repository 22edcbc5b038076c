import type { Connection } from '@coupa-connector/connector'
import type { Definition } from '@coupa-connector/process'
import type { RecordMapper } from '@coupa-connector/runner'

/** The mapping of a definition, with the look-up tables that stand in it. */
export async function mapperOf(definition: Definition, _connection: Connection): Promise<RecordMapper> {
  const { createMapper } = await import('@coupa-connector/process')
  return createMapper(definition)
}
