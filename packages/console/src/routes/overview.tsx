import { Page } from '../components/page.tsx'

export function Overview(): React.JSX.Element {
  return <Page title="Start">…</Page>
}
