import { describe, expect, it } from 'vitest'
import { explainFailure } from './explain-failure.ts'

describe('explainFailure', () => {
  it.each([
    ['PANIC:  could not write to file "pg_wal/xlogtemp.29": No space left on device', 'DATABASE_DISK_FULL', 'full'],
    ['FATAL:  could not write lock file "postmaster.pid": Disk quota exceeded', 'DATABASE_DISK_FULL', 'full'],
    [
      'FATAL:  insufficient file descriptors available to start server process',
      'DATABASE_TOO_FEW_DESCRIPTORS',
      'descriptors',
    ],
    [
      'PANIC:  could not open file "global/pg_control": Too many open files',
      'DATABASE_TOO_FEW_DESCRIPTORS',
      'descriptors',
    ],
    ['PANIC:  could not read file "global/pg_control": No space left on device', 'DATABASE_DISK_FULL', 'full'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'DATABASE_UNAVAILABLE', 'memory'],
    [
      'initdb: error: could not look up effective user ID 10001: user does not exist',
      'DATABASE_NOT_WRITABLE',
      'passwd',
    ],
    ['FATAL:  could not create lock file "postmaster.pid": Read-only file system', 'DATABASE_NOT_WRITABLE', 'write'],
  ])('tells what the machine lacks, and never advises to move data away: %s', (output, code, part) => {
    const error = explainFailure({ attempt: 'The start failed', code: 1, output })

    expect(error.code).toBe(code)
    expect(error.message).toContain(part)
    expect(`${error.message} ${error.suggestion}`).not.toMatch(/damage|move|restore/i)
  })

  it.each([
    'PANIC:  could not locate a valid checkpoint record at 0/1521F00',
    'FATAL:  incorrect checksum in control file',
    'postgres: could not find the database system\nbut could not open file "/x/global/pg_control": No such file or directory',
  ])('tells damage: %s', (output) => {
    const error = explainFailure({ attempt: 'The start failed', code: 1, output })

    expect(error).toMatchObject({ code: 'DATABASE_DAMAGED', cause: { message: output } })
  })

  it.each(['', 'PANIC:  could not locate a valid checkpoint record at 0/1521F00'])(
    'tells a full disk, on which nothing more can be said and much looks like damage: "%s"',
    (output) => {
      const facts = { attempt: 'The start failed', code: 1, output }

      expect(explainFailure({ ...facts, freeBytes: 0 }).code).toBe('DATABASE_DISK_FULL')
      expect(explainFailure({ ...facts, freeBytes: 2 ** 30 }).code).not.toBe('DATABASE_DISK_FULL')
    },
  )

  it('gives the last lines of what it does not know', () => {
    const output = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n')

    const error = explainFailure({ attempt: 'The start failed', code: null, output })

    expect(error.message).toBe('The start failed: a signal ended it.')
    expect((error.cause as Error).message.split('\n')).toEqual(output.split('\n').slice(-10))
  })
})
