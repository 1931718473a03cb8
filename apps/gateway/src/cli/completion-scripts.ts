import type { Command, Option } from 'commander';

// The scripts contain all words, so that no process has to be started for each key.

/** For bash. */
export function bashCompletion(program: Command): string {
  const all = nodesOf(program);
  const paths = all.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  const values = all.flatMap(({ path, options }) =>
    options.flatMap(({ flag, choices }) =>
      choices === undefined ? [] : [`    '${path} ${flag}') words='${choices.join(' ')}' ;;`],
    ),
  );
  const others = all.flatMap(({ path, options }) =>
    options.flatMap(({ flag, takesValue, choices }) =>
      takesValue && choices === undefined ? [`'${path} ${flag}'`] : [],
    ),
  );
  const words = all.map(
    ({ path, subcommands, options, values: own }) =>
      `    '${path}') words='${[...subcommands, ...own, ...options.map(({ flag }) => flag)].join(' ')}' ;;`,
  );
  return `# bash completion of tricord
_tricord() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' word words=''
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
    ${paths.join(' | ')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $prev" in
${values.join('\n')}
    # Any other value: a file, for all that is known.
    ${others.join(' | ')}) return ;;
  esac
  if [ -z "$words" ]; then
    case "$path" in
${words.join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _tricord tricord
`;
}

/** For zsh, which understands the script of bash. */
export function zshCompletion(program: Command): string {
  const load =
    'autoload -U +X compinit bashcompinit\n(( $+functions[compdef] )) || compinit\nbashcompinit';
  return `# zsh completion of tricord\n${load}\n${bashCompletion(program)}`;
}

/** For fish. */
export function fishCompletion(program: Command): string {
  const all = nodesOf(program);
  const lines = all.flatMap(({ path, command, subcommands, options, values }) => {
    const here = `-n '__tricord_at "${path}"'`;
    return [
      ...subcommands.map((name) => {
        const child = command.commands.find((candidate) => candidate.name() === name);
        return `complete -c tricord -f ${here} -a ${name} -d ${quoted(child?.description() ?? '')}`;
      }),
      ...values.map((value) => `complete -c tricord -f ${here} -a ${value}`),
      ...options.map(({ flag, description, takesValue, choices }) => {
        const value =
          choices === undefined ? (takesValue ? ' -r' : '') : ` -x -a '${choices.join(' ')}'`;
        return `complete -c tricord ${here} -l ${flag.slice(2)}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  const paths = all.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# fish completion of tricord
function __tricord_at
  set -l path ''
  for word in (commandline -opc)[2..]
    if contains -- (string trim "$path $word") ${paths.join(' ')}
      set path (string trim "$path $word")
    end
  end
  test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

interface CompletedOption {
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices?: readonly string[];
}

/** A command, or the program, with what may follow it. */
interface Node {
  readonly command: Command;
  /** The words that call it, without `tricord`. */
  readonly path: string;
  readonly subcommands: readonly string[];
  /** Of its arguments, as far as they are fixed. */
  readonly values: readonly string[];
  readonly options: readonly CompletedOption[];
}

function nodesOf(command: Command, path = ''): readonly Node[] {
  const options = [...command.options.flatMap(toCompleted), HELP];
  const values = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  const subcommands = command.commands.map((child) => child.name());
  return [
    { command, path, subcommands, values, options },
    ...command.commands.flatMap((child) => nodesOf(child, `${path} ${child.name()}`.trim())),
  ];
}

const HELP: CompletedOption = { flag: '--help', description: 'display help', takesValue: false };

function toCompleted(option: Option): readonly CompletedOption[] {
  const { long, description, required, optional, argChoices: choices } = option;
  if (long == null) return [];
  const takesValue = required || optional;
  return [{ flag: long, description, takesValue, ...(choices === undefined ? {} : { choices }) }];
}

/** As a word of fish, in one line. */
function quoted(text: string): string {
  const [first = ''] = text.split(/(?<=\.)\s|\n/);
  return `'${first.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
