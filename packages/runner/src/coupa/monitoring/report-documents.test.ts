import { describe, expect, it } from 'vitest'
import type { MonitoringClient } from './monitoring-client.ts'
import type { DocumentEntry } from './monitoring-message.ts'
import { NotSentError } from './not-sent-error.ts'
import { mostTries, reportDocuments } from './report-documents.ts'
import { nothingTold } from './told.ts'

/** A Coupa that takes every record but one, which it fails on each time. */
function clientFailingOn(id: string): MonitoringClient {
  return {
    find: async () => [],
    postHistory: async ({ document }) => {
      if (document.id === id) throw new NotSentError('unknown', 'COUPA_OUTCOME_UNKNOWN', 'The answer was lost.')
    },
  } as Partial<MonitoringClient> as MonitoringClient
}

const entry = (number: number, tries: number): DocumentEntry => ({ number, tries, report: { id: String(number) } })

const reporting = {
  ...{ integration: { code: 'ERP', name: 'ERP' }, documentType: 'InvoiceHeader', level: 3, coupaRun: 58 },
  ...{ counts: nothingTold.counts, onReported: () => {} },
}

describe('reportDocuments', () => {
  it('keeps what Coupa fails on for another try', async () => {
    const client = clientFailingOn('1')

    const { done, stoppedBy } = await reportDocuments([entry(1, 1), entry(2, 0)], { ...reporting, client })

    expect(done).not.toContain(1)
    expect(stoppedBy).toMatchObject({ code: 'COUPA_OUTCOME_UNKNOWN' })
  })

  it('gives up what Coupa fails on again and again, so that it holds up nothing', async () => {
    const client = clientFailingOn('1')

    const reported = await reportDocuments([entry(1, mostTries), entry(2, 0)], { ...reporting, client })

    expect(reported).toMatchObject({
      ...{ done: [1, 2], stoppedBy: undefined, refused: [{ code: 'COUPA_OUTCOME_UNKNOWN' }] },
      counts: { history: 1, dropped: 1 },
    })
  })
})
