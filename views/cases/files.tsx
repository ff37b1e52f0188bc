import { PostForm } from "../parts/form.tsx"
import { fileSize, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import type { FileProps, FullCase } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

/** What is attached to the case, and the form for another. */
export const Files = (props: FullCase) => {
  const { files: all, may } = props
  const { files } = useCaseWords()
  if (all.length === 0 && !may.attach) return null
  return (
    <section class="panel" id="files" aria-labelledby="files-name">
      <h2 class="h2 mb-2" id="files-name">
        {files.title}
      </h2>
      {all.length === 0 && <p class="quiet sm">{files.none}</p>}
      <ul class="todo-list">
        {all.map((file) => (
          <One {...props} file={file} />
        ))}
      </ul>
      {may.attach && <AttachForm {...props} />}
    </section>
  )
}

const One = ({ ref, made, file }: FullCase & { file: FileProps }) => {
  const { lang, today } = useScreen()
  const { files } = useCaseWords()
  const { id, name, on, by } = file
  return (
    <li id={`file-${id}`}>
      <Icon name="File" class="no" />
      <div>
        <FileLink ref={ref} {...file} />
        <p class="sm quiet">{files.by(by, shortDate(lang, on, today))}</p>
        {file.mayDetach && (
          <PostForm to={`/cases/${ref}/files/detached`} made={made} target="#case" swap="outerMorph" class="noprint">
            <input type="hidden" name="file" value={id} />
            <button class="link xs" type="submit" aria-label={files.removeWhat(name)}>
              {files.remove}
            </button>
          </PostForm>
        )}
      </div>
    </li>
  )
}

type LinkProps = { ref: string } & Pick<FileProps, "id" | "name" | "kind" | "bytes">

/** Fetches a file, and says what it is and how large. */
export const FileLink = ({ ref, id, name, kind, bytes }: LinkProps) => {
  const { lang } = useScreen()
  return (
    <>
      <a class="link" href={`/cases/${ref}/files/${id}`} download>
        {name}
      </a>{" "}
      <span class="sm quiet nowrap">
        {KINDS[kind]}, {fileSize(lang, bytes)}
      </span>
    </>
  )
}

/** As everybody knows them, in every language. */
const KINDS: Record<FileProps["kind"], string> = {
  ...{ pdf: "PDF", png: "PNG", jpeg: "JPEG", webp: "WebP", heic: "HEIC", docx: "Word", xlsx: "Excel" },
  ...{ pptx: "PowerPoint", odt: "ODT", csv: "CSV", text: "TXT" },
}

/** A browser sends files as they are: a plain form, with scripts too. */
const AttachForm = ({ ref, made, tried }: FullCase) => {
  const { files } = useCaseWords()
  const { problem } = useTried(tried, "files")("file")
  return (
    <details class="noprint write" open={tried?.form === "files"}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="File" />
        {files.add}
      </summary>
      <form method="post" action={`/cases/${ref}/files`} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="act" value={crypto.randomUUID()} />
        <input type="hidden" name="basedOn" value={String(made.basedOn)} />
        <div class="ds-field">
          <label class="ds-label" for="attach-file">
            {files.file}
          </label>
          <p data-field="description" id="attach-file-hint">
            {files.hint}
          </p>
          <input
            class="ds-input"
            type="file"
            id="attach-file"
            name="file"
            accept=".pdf,.png,.jpg,.jpeg,.webp,.heic,.heif,.docx,.xlsx,.pptx,.odt,.csv,.txt"
            aria-describedby={problem ? "attach-file-hint attach-file-problem" : "attach-file-hint"}
            aria-invalid={problem ? "true" : undefined}
            autofocus={problem !== null || undefined}
          />
          {problem && (
            <p class="ds-validation-message" data-field="validation" id="attach-file-problem">
              {problem}
            </p>
          )}
        </div>
        <button class="ds-button" type="submit">
          {files.save}
        </button>
      </form>
    </details>
  )
}
