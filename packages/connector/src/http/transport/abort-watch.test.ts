import { getEventListeners } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { createAbortWatch } from './abort-watch.ts'

const createWaiter = () => ({ handleEvent: vi.fn() })

describe('createAbortWatch', () => {
  it('tells all that wait with one listener, and nobody who has left', () => {
    const aborts = createAbortWatch()
    const { signal, abort } = controllerOf()
    const [staying, leaving, other] = [createWaiter(), createWaiter(), createWaiter()]
    for (const waiter of [staying, leaving]) aborts.add(signal, waiter)
    aborts.add(new AbortController().signal, other)
    aborts.remove(signal, leaving)

    expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    abort()

    expect(staying.handleEvent).toHaveBeenCalledOnce()
    expect(leaving.handleEvent).not.toHaveBeenCalled()
    expect(other.handleEvent).not.toHaveBeenCalled()
  })

  it('leaves no listener on a signal when the last one has left, and takes it up again', () => {
    const aborts = createAbortWatch()
    const { signal, abort } = controllerOf()
    const waiter = createWaiter()
    aborts.add(signal, waiter)
    aborts.remove(signal, waiter)
    const listeners = getEventListeners(signal, 'abort').length

    aborts.add(signal, waiter)
    abort()

    expect(listeners).toBe(0)
    expect(waiter.handleEvent).toHaveBeenCalledOnce()
  })
})

function controllerOf() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
