"""Why a file cannot be brought in, in words a person can act on."""

from fair.decisions import N_, NN_, Refusal


class NoFile(Refusal):
    code = "no-file"
    status = 422
    sentence = N_("Choose a file first, then press the button again.")


class LongMap(Refusal):
    code = "long-map"
    status = 413
    sentence = N_("A map has at most {kilobytes} kB, and short lines. Leave out what you can.")


class DeepMap(Refusal):
    code = "deep-map"
    status = 422
    sentence = N_("This map has lists within lists that no map needs. Write it like the examples.")


class OthersRead(Refusal):
    code = "others-read"
    status = 503
    one, sentence = NN_(
        "Files of others are being read. Send yours again in {seconds} second.",
        "Files of others are being read. Send yours again in {seconds} seconds.",
    )


class FileTooLarge(Refusal):
    code = "file-too-large"
    status = 413
    sentence = N_("The file is larger than {megabytes} MB. Split it and send the parts.")
