import type { RemoteFiles } from '../sftp/remote-files.ts'

/** Folders of the inbox, with what the files in them are loaded as: a value of `source-for`. */
const inboxFolders: Readonly<Record<string, string>> = {
  Accounts: 'Account',
  AccountTypes: 'AccountType',
  Addresses: 'Address',
  ApprovalChains: 'ApprovalChain',
  BudgetLines: 'BudgetLine',
  Commodities: 'Commodity',
  Departments: 'Department',
  ExchangeRates: 'ExchangeRate',
  ExpenseImportUserMaps: 'ExpenseImportUserMap',
  ExpensePayments: 'ExpensePayment',
  InvoicePayments: 'InvoicePayment',
  Invoices: 'InvoiceHeader',
  Items: 'Item',
  LookupValues: 'LookupValue',
  PaymentTerms: 'PaymentTerm',
  Suppliers: 'Supplier',
  TaxCodes: 'TaxCode',
  TaxRates: 'TaxRate',
  Users: 'User',
}

/** A file that was picked up. */
export interface PickedUpFile {
  readonly name: string
  readonly sourceFor: string
  readonly content: Buffer
  /** Epoch milliseconds. */
  readonly at: number
}

export interface InboxOptions {
  readonly pickUpMs: number
  /** Where the archive is: articles disagree (F-467). */
  readonly archive: 'archive-incoming' | 'incoming-archive'
  /** Whether files with names that begin with a dot are picked up, too (F-469). */
  readonly takesHidden: boolean
  readonly now: () => number
}

/**
 * Creates the inbox: folders below `/Incoming` whose files are picked up every few minutes, in alphanumeric order, as large as
 * they are at that moment, and moved to the archive before they are loaded. The function gives what was due by now.
 */
export function createInbox(
  files: RemoteFiles,
  { pickUpMs, archive, takesHidden, now }: InboxOptions,
): () => readonly PickedUpFile[] {
  const archiveOf = (folder: string): string =>
    archive === 'archive-incoming' ? `/Archive/Incoming/${folder}` : `/Incoming/Archive/${folder}`
  for (const folder of Object.keys(inboxFolders)) {
    files.folder(`/Incoming/${folder}`)
    files.folder(archiveOf(folder))
  }
  let next = now() + pickUpMs

  function pickUp(folder: string, sourceFor: string): readonly PickedUpFile[] {
    const from = `/Incoming/${folder}`
    return files
      .list(from)
      .filter((name) => files.kindOf(`${from}/${name}`) === 'file' && (takesHidden || !name.startsWith('.')))
      .map((name) => {
        const { content } = files.read(`${from}/${name}`)
        const to = `${archiveOf(folder)}/${name}`
        // A second file of a name takes the place of the first.
        if (files.kindOf(to) === 'file') files.remove(to)
        files.rename(`${from}/${name}`, to)
        return { name, sourceFor, content, at: now() }
      })
  }

  return () => {
    if (now() < next) return []
    next = now() + pickUpMs
    return Object.entries(inboxFolders).flatMap(([folder, sourceFor]) => pickUp(folder, sourceFor))
  }
}
