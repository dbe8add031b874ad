function _routine_tui_completion;
    set -l response (env _ROUTINE_TUI_COMPLETE=fish_complete COMP_WORDS=(commandline -cp | string collect) \
        COMP_CWORD=(commandline -t | string collect) routine-tui);
    for completion in $response;
        set -l metadata (string split -m 1 "," -- $completion);
        if test "$metadata[1]" = "dir";
            __fish_complete_directories $metadata[2];
        else if test "$metadata[1]" = "file";
            __fish_complete_path $metadata[2];
        else if test "$metadata[1]" = "plain";
            set -l parts (string split -m 1 \t -- $metadata[2]);
            printf '%s\t%s\0' (string unescape -- $parts[1] | string collect) "$parts[2]";
        end;
    end;
end;

complete --no-files --command routine-tui --arguments "(_routine_tui_completion | string split0)";
