import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTooLong, sameFileKey, toFileName } from './file-name.ts'

const bytesOf = (name: string) => Buffer.byteLength(name)

describe('toFileName', () => {
  test.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['Angebot Müller – 50 %.pdf', 'Angebot Müller – 50 %.pdf'],
    ['請求書.pdf', '請求書.pdf'],
    ['../../../evil.txt', 'evil.txt'],
    ['..\\..\\evil.txt', 'evil.txt'],
    ['/attachment/file/304/scan.pdf', 'scan.pdf'],
    ['.bashrc', 'bashrc'],
    ['-rf.pdf', '_rf.pdf'],
    ['CON.txt', '_CON.txt'],
    ['lpt1', '_lpt1'],
    ['Re: offer? "final".pdf', 'Re_ offer_ _final_.pdf'],
    ['nul\u0000l\u001b[2J.txt', 'null[2J.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['report. ', 'report'],
    ['half\ud83d.pdf', 'half\ufffd.pdf'],
    ['', 'attachment'],
    ['..', 'attachment'],
    [undefined, 'attachment'],
  ])('makes %j the file name %j', (name, fileName) => {
    expect(toFileName(name)).toBe(fileName)
  })

  test.each([['a'.repeat(300)], ['請求書'.repeat(120)], ['👩‍👩‍👧‍👦'.repeat(60)], ['é'.normalize('NFD').repeat(200)]])(
    'cuts a long name before its ending, by bytes',
    (stem) => {
      const name = toFileName(`${stem}.pdf`, { suffix: '-304' })

      expect(name).toMatch(/-304\.pdf$/)
      expect(bytesOf(name)).toBeLessThanOrEqual(200)
      expect(stem.normalize('NFC').startsWith(name.replace(/-304\.pdf$/, ''))).toBe(true)
      expect(isTooLong(`${stem}.pdf`)).toBe(true)
    },
  )

  test('takes what follows a dot in a sentence for no ending', () => {
    const sentence = `Delivered as agreed. ${'The customer did not sign. '.repeat(20)}`

    expect(bytesOf(toFileName(sentence))).toBeLessThanOrEqual(200)
  })

  test('puts the suffix before the ending', () => {
    expect(toFileName('scan.pdf', { suffix: '-304' })).toBe('scan-304.pdf')
    expect(toFileName('README', { suffix: '-304' })).toBe('README-304')
  })

  test('gives one visible name inside the folder for any name, and the same again for its own result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const fileName = toFileName(name)
        expect(fileName).not.toMatch(/^[.-]|[/\\<>:"|?*\p{Cc}]/u)
        expect(fileName).not.toBe('')
        expect(bytesOf(fileName)).toBeLessThanOrEqual(200)
        expect(toFileName(fileName)).toBe(fileName)
      }),
      { numRuns: 1000 },
    )
  })
})

test('names that differ in capitals alone are the same file somewhere', () => {
  expect(sameFileKey('Scan.PDF')).toBe(sameFileKey('scan.pdf'))
})
