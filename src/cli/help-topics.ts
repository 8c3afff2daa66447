import { settingTable } from '../settings/setting-table';
import { wrapText } from './wrap-text';

const exitCodesTopic = `Exit codes

  0    every row was paid; or the command did what it was asked
  1    unexpected, or Temporal, the database or the gateway is out of reach
  2    usage, or the file is refused: nothing was sent
  3    the batch has ended, and some rows were rejected, failed, reversed,
       partly paid, not attempted, or paid before the batch
  4    some rows are unknown or still open: they may still be paid, so a
       person has to look before anything is paid again (wins over 3)
  130  stopped by Ctrl-C; a batch that was started goes on`;

const fileTopic = `The file

A comma-separated CSV in UTF-8 with a header. Column names are exact, their
order is free. Every cell is text: leading zeros stay. A file that is written
otherwise is refused unless --encoding (utf-16le, utf-16be, windows-1252) and
--delimiter (";", tab, "|") say how; amounts have a decimal point all the same.

  service            the gateway's code, such as card; see payrun services
  currency           three capitals, such as USD
  amount             digits and a point: 1250.50
  reference_id       your own key of the row, used once; made if there is none
  description        up to 255 characters
  fields.<key>       what the service asks for, such as fields.card_number
  customer.<key>     reference_id, name, email, phone, individual_tax_id,
                     date_of_birth
  customer.address.<key>
                     country, region, city, street, full_address, post_code
  customer.metadata.<key>, metadata.<key>, context.<path>
                     passed on as they are
  options.<key>      split_mode, parallel_mode, allow_partially, auto_process

service, currency and amount are required; the others as the service asks.
An example:

  reference_id,service,currency,amount,fields.card_number
  emp-0001,card,USD,1480.00,4000000000100000

payrun check FILE tells everything that is wrong with a file at once, and
--out writes the same rows with what is wrong beside each. A file NAME.totals
beside it, with lines such as "rows 60" and "USD 12345.67", or --expect-rows and
--expect-total, holds it against totals from elsewhere. --on-problem skip leaves
out rows with problems, up to --max-skipped; else one problem refuses the file.`;

/** Settings as help: each name, what it is for, and its default. */
function environmentTopic(): string {
  const entries = Object.entries(settingTable).map(([name, setting]) => {
    const fallback = 'fallback' in setting ? ` (${setting.fallback} if absent)` : '';
    return [`  ${name}`, ...wrapText(`${setting.about}${fallback}`, 72).map((line) => `      ${line}`)].join('\n');
  });
  const head = `The environment

Settings come from the environment, then from .env in the working directory.
A secret may also come as NAME_FILE: the path of a file that holds it. With
none of them set, npm start runs everything on this machine and pays through
a sandbox.`;
  return `${head}\n\n${entries.join('\n')}\n\nNO_COLOR and TERM=dumb switch colours off.`;
}

/** Help that belongs to no single command, by the word after `payrun help`. The documents hold the same text. */
export const helpTopics: Readonly<Record<string, () => string>> = {
  'exit-codes': () => exitCodesTopic,
  environment: environmentTopic,
  file: () => fileTopic,
};
