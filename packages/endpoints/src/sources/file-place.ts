/** What a file looks like from outside. */
export interface FileLook {
  readonly sizeBytes: number
  readonly changedAtMs: number
  /** Differs when the content was replaced: size and time, or what the other end counts by. */
  readonly version: string
}

/**
 * Where files are that are loaded: a folder of this machine, of a server, of a bucket. Paths are relative to it and have
 * slashes. All methods throw `EndpointError`.
 */
export interface FilePlace extends AsyncDisposable {
  /** The files directly in it, by their names. */
  list(): Promise<ReadonlyMap<string, FileLook>>
  /** Undefined if there is no such file. */
  look(path: string): Promise<FileLook | undefined>
  stream(path: string): AsyncIterable<Uint8Array>
  /** The bytes from `start` up to and without `end`. */
  slice(path: string, start: number, end: number): Promise<Uint8Array>
  /** Writes a file in one step, in the place of an earlier one, and answers with its whole path. */
  replace(path: string, content: AsyncIterable<string>): Promise<string>
  /** Writes a file again that `replace` wrote, by its whole path. */
  rewrite(wholePath: string, content: AsyncIterable<string>): Promise<void>
  /** Leaves a file with a second name. Has no effect if the name is in use. */
  copy(from: string, to: string): Promise<void>
  /** Moves a file to a name that is free. Folders that are missing are created. Has no effect if the file is gone. */
  move(from: string, to: string, look: FileLook): Promise<void>
  /** Deletes a file. Has no effect if it is gone, or if another one has got its name. */
  removeIfSame(path: string, look: FileLook): Promise<void>
  /** The name of a file for people. */
  title(path: string): string
}
