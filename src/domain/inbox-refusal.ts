/** Why a period is not paid from a file in a folder: nothing was sent, and it may be run again. */
export type InboxRefusal =
  | 'no_file'
  | 'file_unfinished'
  | 'not_a_file'
  | 'file_unreadable'
  | 'file_too_large'
  | 'folder_missing'
  | 'folder_unusable'
  | 'pattern_unusable';

/** What has happened, and what is to be done before the period is run again. */
export const inboxRefusalWords: Readonly<Record<InboxRefusal, Readonly<{ what: string; fix: string }>>> = {
  no_file: { what: 'its file was not there in time', fix: 'Put the file into the folder.' },
  file_unfinished: {
    what: 'its file was empty, or still being written, when the time was over',
    fix: 'Let it be written to its end; best under another name, and renamed once it is whole.',
  },
  not_a_file: { what: 'there is a link, a folder or a device in place of its file', fix: 'Put the file itself there.' },
  file_unreadable: { what: 'the worker may not read its file', fix: "Let the worker's user read it, and put it back." },
  file_too_large: { what: 'its file is larger than 16 MB', fix: 'Pay it in parts, or by payrun submit.' },
  folder_missing: {
    what: 'no worker can see the folder',
    fix: 'Make the folder, or let the worker run where it is.',
  },
  folder_unusable: {
    what: 'the worker cannot move files in the folder',
    fix: "Let the worker's user write to the folder and to done and refused in it, all three on one file system.",
  },
  pattern_unusable: { what: 'its pattern makes no name of a file', fix: 'Change it: payrun schedule update --pattern.' },
};
