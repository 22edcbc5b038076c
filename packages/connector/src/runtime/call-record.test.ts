import { trace } from '@opentelemetry/api'
import { describe, expect, it } from 'vitest'
import { pathTemplate, startCallRecord } from './call-record.ts'
import type { Tracer } from './observer.ts'

describe('startCallRecord', () => {
  it('takes a tracer of OpenTelemetry as it is', () => {
    const tracer: Tracer = trace.getTracer('test')
    const record = startCallRecord({ method: 'GET', path: 'a', correlationId: 'c', log: undefined, tracer })

    expect(() => {
      record.attempted({ attempt: 1, outcome: 200, durationMs: 1, waitedMs: 0 })
      record.succeeded(200)
      record.failed(new Error('x'))
    }).not.toThrow()
  })
})

describe('pathTemplate', () => {
  it.each([
    ['invoices', 'invoices'],
    ['invoices/7', 'invoices/{id}'],
    ['invoices/7/invoice_lines/8/submit', 'invoices/{id}/invoice_lines/{id}/submit'],
    ['7/7', '{id}/{id}'],
    ['lookups/a7', 'lookups/a7'],
  ])('groups %s as %s', (path, template) => {
    expect(pathTemplate(path)).toBe(template)
  })
})
