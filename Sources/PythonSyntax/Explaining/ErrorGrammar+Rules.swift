extension ErrorGrammar {
  /// The grammar of Python as a PEG, with rules for what is wrong.
  ///
  /// The order of alternatives decides which message a text gets, so it follows the order in which Python tries them.
  /// `'x'` is a token, `"x"` a word that is a keyword only here, capitals are classes of tokens; `&x` and `!x` look ahead,
  /// `&&x` must match, `~` gives up the alternatives that follow, `x,+` is a list separated by commas.
  /// What a rule marked `*` finds at a place is kept; rules marked `?` are for mistakes, and none is tried below one marked `!`.
  /// What follows `=>` is the message (see `Complaint`).
  static let rules = #"""
    statement: compound | simple_statements
    statements: statement+
    simple_statements: simple_statement !';' NEWLINE | simple_statement (';' simple_statement)* ';'? NEWLINE
    simple_statement*: assignment | star_expressions | SINCE12 &"type" type_alias | &'return' 'return' star_expressions?
      | &('import' | 'from') import | &'raise' raise | 'pass' | &'del' del | &'yield' yield
      | &'assert' 'assert' expression (',' expression)? | 'break' | 'continue'
      | &'global' 'global' NAME,+ | &'nonlocal' 'nonlocal' NAME,+
    compound: &('def' | '@' | 'async') function | &'if' if | &('class' | '@') class | &('with' | 'async') with
      | &('for' | 'async') for | &'try' try | &'while' while | match

    assignment: NAME ':' expression ('=' annotated_value)?
      | ('(' single_target ')' | attribute_target) ':' expression ('=' annotated_value)?
      | (star_targets '=')+ annotated_value !'=' | single_target augmented ~ annotated_value | bad_assignment
    annotated_value: yield | star_expressions
    augmented: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
    type_alias: "type" NAME type_parameters? '=' expression
    type_parameters: SINCE12 '[' type_parameter,+ ','? ']'
    type_parameter: NAME (':' expression)? ('=' expression)? | '*' NAME ('=' star_expression)? | '**' NAME ('=' expression)?
    raise: 'raise' expression ('from' expression)? | 'raise'
    del: 'del' del_target,+ ','? &(';' | NEWLINE) | bad_del
    import: 'import' (dotted_name ('as' NAME)?),+ | 'from' ('.' | '...')* dotted_name 'import' import_targets
      | 'from' ('.' | '...')+ 'import' import_targets
    import_targets: '(' import_names ','? ')' | import_names !',' | '*' | bad_import
    import_names: (NAME ('as' NAME)?),+
    dotted_name*: NAME ('.' NAME)*

    block*: NEWLINE INDENT statements DEDENT | simple_statements | bad_block
    decorators: ('@' named_expression NEWLINE)+
    class: decorators class_raw | class_raw
    class_raw: bad_class | 'class' NAME type_parameters? ('(' arguments? ')')? ':' block
    function: decorators function_raw | function_raw
    function_raw: bad_def | 'def' NAME type_parameters? &&'(' parameters? ')' ('->' expression)? &&':' block
      | 'async' 'def' NAME type_parameters? &&'(' parameters? ')' ('->' expression)? &&':' block

    parameters: bad_parameters | parameter_list
    parameter_list: slash_no_default param_no_default* param_with_default* star_etc?
      | slash_with_default param_with_default* star_etc? | param_no_default+ param_with_default* star_etc?
      | param_with_default+ star_etc? | star_etc
    slash_no_default: param_no_default+ '/' ',' | param_no_default+ '/' &')'
    slash_with_default: param_no_default* param_with_default+ '/' ',' | param_no_default* param_with_default+ '/' &')'
    star_etc: bad_star_etc | '*' param_no_default param_maybe_default* kwds?
      | '*' param_star_annotation param_maybe_default* kwds? | '*' ',' param_maybe_default+ kwds? | kwds
    kwds: bad_kwds | '**' param_no_default
    param_no_default: param ',' | param &')'
    param_star_annotation: NAME ':' star_expression ',' | NAME ':' star_expression &')'
    param_with_default: param default ',' | param default &')'
    param_maybe_default: param default? ',' | param default? &')'
    param: NAME (':' expression)?
    default: '=' expression | bad_default

    if: bad_if | 'if' named_expression ':' block elif | 'if' named_expression ':' block else?
    elif: bad_elif | 'elif' named_expression ':' block elif | 'elif' named_expression ':' block else?
    else: bad_else | 'else' &&':' block
    while: bad_while | 'while' named_expression ':' block else?
    for: bad_for | 'for' star_targets 'in' ~ star_expressions ':' block else?
      | 'async' 'for' star_targets 'in' ~ star_expressions ':' block else? | bad_for_target
    with: bad_with_indent | 'with' '(' with_item,+ ','? ')' ':' block | 'with' with_item,+ ':' block
      | 'async' 'with' '(' with_item,+ ','? ')' ':' block | 'async' 'with' with_item,+ ':' block | bad_with
    with_item: expression 'as' star_target &(',' | ')' | ':') | bad_with_item | expression
    try: bad_try | 'try' &&':' block finally | 'try' &&':' block except+ else? finally?
      | 'try' &&':' block except_star+ else? finally?
    except: bad_except_indent | 'except' expression ('as' NAME)? ':' block | 'except' ':' block | unparenthesized_except
      | bad_except
    except_star: bad_except_star_indent | 'except' '*' expression ('as' NAME)? ':' block | bad_except
    unparenthesized_except: SINCE14 'except' expression (',' expression)+ ','? ':' block
    finally: bad_finally | 'finally' &&':' block

    match: "match" subject ':' NEWLINE INDENT case+ DEDENT | bad_match
    subject: star_named_expression ',' star_named_expressions? | named_expression
    case: bad_case | "case" patterns guard? ':' block
    guard: 'if' named_expression
    patterns: open_sequence | pattern
    pattern: as_pattern | or_pattern
    as_pattern: or_pattern 'as' capture_target | bad_as_pattern
    or_pattern: closed_pattern ('|' closed_pattern)*
    closed_pattern*: literal | capture_target | "_" | dotted_value !('.' | '(' | '=') | '(' pattern ')'
      | '[' maybe_sequence? ']' | '(' open_sequence? ')' | mapping_pattern | class_pattern
    literal: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
    complex_number: signed_real ('+' | '-') imaginary
    signed_number: NUMBER | '-' NUMBER
    signed_real: real | '-' real
    real: a=NUMBER => real a
    imaginary: a=NUMBER => imaginary a
    capture_target: !"_" NAME !('.' | '(' | '=')
    dotted_value*: NAME ('.' NAME)+
    name_or_attribute: NAME ('.' NAME)*
    open_sequence: maybe_star_pattern ',' maybe_sequence?
    maybe_sequence: maybe_star_pattern,+ ','?
    maybe_star_pattern: star_pattern | pattern
    star_pattern*: '*' capture_target | '*' "_"
    mapping_pattern: '{' '}' | '{' '**' capture_target ','? '}'
      | '{' key_value_pattern,+ ',' '**' capture_target ','? '}' | '{' key_value_pattern,+ ','? '}'
    key_value_pattern: (literal | dotted_value) ':' pattern
    class_pattern: name_or_attribute '(' ')' | name_or_attribute '(' pattern,+ ','? ')'
      | name_or_attribute '(' keyword_pattern,+ ','? ')'
      | name_or_attribute '(' pattern,+ ',' keyword_pattern,+ ','? ')' | bad_class_pattern
    keyword_pattern: NAME '=' pattern

    expressions: expression,+ ','?
    expression*: bad_expression | bad_legacy_expression | disjunction 'if' disjunction 'else' expression | disjunction
      | lambda
    yield: 'yield' 'from' expression | 'yield' star_expressions?
    star_expressions: star_expression (',' star_expression)+ ','? | star_expression ',' | star_expression
    star_expression*: '*' bitwise_or | expression
    star_named_expressions: star_named_expression,+ ','?
    star_named_expression: '*' bitwise_or | named_expression
    assignment_expression: NAME ':=' ~ expression
    named_expression: assignment_expression | bad_named_expression | expression !':='
    disjunction*: conjunction ('or' conjunction)*
    conjunction*: inversion ('and' inversion)*
    inversion*: 'not' inversion | comparison
    comparison: bitwise_or compared+ | bitwise_or
    compared: '==' bitwise_or | '!=' bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or | '>' bitwise_or
      | 'not' 'in' bitwise_or | 'in' bitwise_or | 'is' 'not' bitwise_or | 'is' bitwise_or
    bitwise_or*: bitwise_xor ('|' bitwise_xor)*
    bitwise_xor*: bitwise_and ('^' bitwise_and)*
    bitwise_and*: shift ('&' shift)*
    shift*: sum (('<<' | '>>') sum)*
    sum*: term (('+' | '-') term)*
    term*: factor (('*' | '/' | '//' | '%' | '@') factor)*
    factor*: '+' factor | '-' factor | '~' factor | power
    power: await_primary '**' factor | await_primary
    await_primary*: 'await' primary | primary
    primary*: atom ('.' NAME | genexp | '(' arguments? ')' | '[' slices ']')*
    slices: slice !',' | (slice | starred),+ ','?
    slice: expression? ':' expression? (':' expression?)? | named_expression
    atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | &'(' (tuple | group | genexp) | &'[' (list | listcomp)
      | &'{' (dict | set | dictcomp | setcomp) | '...'
    group: '(' (yield | named_expression) ')' | bad_group
    lambda: 'lambda' lambda_parameters? ':' expression
    lambda_parameters: bad_lambda_parameters | lambda_list
    lambda_list: lambda_slash_no_default lambda_no_default* lambda_with_default* lambda_star_etc?
      | lambda_slash_with_default lambda_with_default* lambda_star_etc?
      | lambda_no_default+ lambda_with_default* lambda_star_etc? | lambda_with_default+ lambda_star_etc?
      | lambda_star_etc
    lambda_slash_no_default: lambda_no_default+ '/' ',' | lambda_no_default+ '/' &':'
    lambda_slash_with_default: lambda_no_default* lambda_with_default+ '/' ','
      | lambda_no_default* lambda_with_default+ '/' &':'
    lambda_star_etc: bad_lambda_star_etc | '*' lambda_no_default lambda_maybe_default* lambda_kwds?
      | '*' ',' lambda_maybe_default+ lambda_kwds? | lambda_kwds
    lambda_kwds: bad_lambda_kwds | '**' lambda_no_default
    lambda_no_default: NAME ',' | NAME &':'
    lambda_with_default: NAME default ',' | NAME default &':'
    lambda_maybe_default: NAME default? ',' | NAME default? &':'

    strings*: STRINGS
    list: '[' star_named_expressions? ']'
    tuple: '(' (star_named_expression ',' star_named_expressions?)? ')'
    set: '{' star_named_expressions '}'
    dict: '{' (pair,+ ','?)? '}' | '{' bad_pairs '}'
    pair: '**' bitwise_or | key_value
    key_value: expression ':' expression
    for_if_clauses: for_if_clause+
    for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
      | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* | bad_for_target
    listcomp: '[' named_expression for_if_clauses ']' | bad_comprehension
    setcomp: '{' named_expression for_if_clauses '}' | bad_comprehension
    genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' | bad_comprehension
    dictcomp: '{' key_value for_if_clauses '}' | bad_dict_comprehension
    arguments*: args ','? &')' | bad_arguments
    args: (starred | (assignment_expression | expression !':=') !'='),+ (',' kwargs)? | kwargs
    kwargs: kwarg_or_starred,+ ',' kwarg_or_double_starred,+ | kwarg_or_starred,+ | kwarg_or_double_starred,+
    starred: '*' expression
    kwarg_or_starred: bad_kwarg | NAME '=' expression | starred
    kwarg_or_double_starred: bad_kwarg | NAME '=' expression | '**' expression

    star_targets: star_target !',' | star_target (',' star_target)* ','?
    star_target*: '*' !'*' star_target | target_with_star_atom
    target_with_star_atom*: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | star_atom
    star_atom: NAME | '(' target_with_star_atom ')' | '(' star_targets_tuple? ')' | '[' (star_target,+ ','?)? ']'
    star_targets_tuple: star_target (',' star_target)+ ','? | star_target ','
    single_target: attribute_target | NAME | '(' single_target ')'
    attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
    t_primary*: atom &t_lookahead (t_suffix &t_lookahead)*
    t_suffix: '.' NAME | '[' slices ']' | genexp | '(' arguments? ')'
    t_lookahead: '(' | '[' | '.'
    del_target*: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_atom
    del_atom: NAME | '(' del_target ')' | '(' (del_target,+ ','?)? ')' | '[' (del_target,+ ','?)? ']'

    bad_arguments?: args ',' a=starred => at a "iterable argument unpacking follows keyword argument unpacking"
      | a=expression b=for_if_clauses ',' (args | expression for_if_clauses)?
        => range a b "Generator expression must be parenthesized"
      | a=NAME b='=' expression for_if_clauses => range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
      | a=args b=for_if_clauses => generator a b
      | args ',' a=expression b=for_if_clauses => range a b "Generator expression must be parenthesized"
      | a=args ',' args => positional a
    bad_kwarg?: a=('True' | 'False' | 'None') b='=' => range a b "cannot assign to $a"
      | a=NAME b='=' expression for_if_clauses => range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
      | !(NAME '=') a=expression b='='
        => range a b "expression cannot contain assignment, perhaps you meant \"==\"?"
    expression_without_invalid!: disjunction 'if' disjunction 'else' expression | disjunction | lambda
    bad_legacy_expression?: a=NAME !'(' b=star_expressions => legacy a b
    bad_expression?: !(NAME STRING | SOFT) a=disjunction b=expression_without_invalid => comma a b
      | a=disjunction 'if' b=disjunction !('else' | ':') => range a b "expected 'else' after 'if' expression"
    bad_named_expression*?: a=expression ':=' expression => at a "cannot use assignment expressions with %a"
      | a=NAME '=' b=bitwise_or !('=' | ':=')
        => range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
      | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or b='=' bitwise_or !('=' | ':=')
        => at a "cannot assign to %a here. Maybe you meant '==' instead of '='?"
    bad_assignment?: a=bad_annotation_target ':' expression => at a "only single target (not %a) can be annotated"
      | a=star_named_expression ',' star_named_expressions* ':' expression
        => at a "only single target (not tuple) can be annotated"
      | a=expression ':' expression => at a "illegal target for annotation"
      | (star_targets '=')* a=star_expressions '=' => target a "cannot assign to"
      | (star_targets '=')* a=yield '=' => at a "assignment to yield expression not possible"
      | a=star_expressions augmented (yield | star_expressions)
        => at a "'%a' is an illegal expression for augmented assignment"
    bad_annotation_target: list | tuple | '(' bad_annotation_target ')'
    bad_del?: 'del' a=star_expressions => target a "cannot delete"
    bad_block?: NEWLINE !INDENT => here "expected an indented block"
    bad_comprehension?: ('[' | '(' | '{') a=starred for_if_clauses
        => at a "iterable unpacking cannot be used in comprehension"
      | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses
        => range a b "did you forget parentheses around the comprehension target?"
      | ('[' | '{') a=star_named_expression b=',' for_if_clauses
        => range a b "did you forget parentheses around the comprehension target?"
    bad_dict_comprehension?: '{' a='**' bitwise_or for_if_clauses '}'
        => at a "dict unpacking cannot be used in dict comprehension"
    bad_parameters?: param_no_default* bad_parameters_helper a=param_no_default
        => at a "non-default argument follows default argument"
      | param_no_default* a='(' param_no_default+ ','? b=')'
        => range a b "Function parameters cannot be parenthesized"
      | a='/' ',' => at a "at least one argument must precede /"
      | (slash_no_default | slash_with_default) param_maybe_default* a='/' => at a "/ may appear only once"
      | (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/'
        => at a "/ must be ahead of *"
      | param_maybe_default+ '/' a='*' => at a "expected comma between / and *"
    bad_parameters_helper: slash_with_default | param_with_default+
    bad_default?: a='=' &(')' | ',') => at a "expected default value expression"
    bad_star_etc?: a='*' (')' | ',' (')' | '**')) => at a "named arguments must follow bare *"
      | '*' param a='=' => at a "var-positional argument cannot have default value"
      | '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',')
        => at a "* argument may appear only once"
    bad_kwds?: '**' param a='=' => at a "var-keyword argument cannot have default value"
      | '**' param ',' a=param => at a "arguments cannot follow var-keyword argument"
      | '**' param ',' a=('*' | '**' | '/') => at a "arguments cannot follow var-keyword argument"
    bad_lambda_parameters?: lambda_no_default* bad_lambda_parameters_helper a=lambda_no_default
        => at a "non-default argument follows default argument"
      | lambda_no_default* a='(' NAME,+ ','? b=')' => range a b "Lambda expression parameters cannot be parenthesized"
      | a='/' ',' => at a "at least one argument must precede /"
      | (lambda_slash_no_default | lambda_slash_with_default) lambda_maybe_default* a='/' => at a "/ may appear only once"
      | (lambda_slash_no_default | lambda_slash_with_default)? lambda_maybe_default* '*' (',' | lambda_no_default)
        lambda_maybe_default* a='/' => at a "/ must be ahead of *"
      | lambda_maybe_default+ '/' a='*' => at a "expected comma between / and *"
    bad_lambda_parameters_helper: lambda_slash_with_default | lambda_with_default+
    bad_lambda_star_etc?: '*' (':' | ',' (':' | '**')) => here "named arguments must follow bare *"
      | '*' NAME a='=' => at a "var-positional argument cannot have default value"
      | '*' (lambda_no_default | ',') lambda_maybe_default* a='*' (lambda_no_default | ',')
        => at a "* argument may appear only once"
    bad_lambda_kwds?: '**' NAME a='=' => at a "var-keyword argument cannot have default value"
      | '**' NAME ',' a=NAME => at a "arguments cannot follow var-keyword argument"
      | '**' NAME ',' a=('*' | '**' | '/') => at a "arguments cannot follow var-keyword argument"
    bad_with_item?: expression 'as' a=expression &(',' | ')' | ':') => target a "cannot assign to"
    bad_for_target?: 'async'? 'for' a=star_expressions => iteration a "cannot assign to"
    bad_group?: '(' a=starred ')' => at a "cannot use starred expression here"
      | '(' a='**' expression ')' => at a "cannot use double starred expression here"
    bad_import?: import_names ',' NEWLINE => here "trailing comma not allowed without surrounding parentheses"
    bad_with?: 'async'? 'with' (expression ('as' star_target)?),+ NEWLINE => here "expected ':'"
      | 'async'? 'with' '(' (expressions ('as' star_target)?),+ ','? ')' NEWLINE => here "expected ':'"
    bad_with_indent?: 'async'? a='with' (expression ('as' star_target)?),+ ':' NEWLINE !INDENT
        => block a "'with' statement"
      | 'async'? a='with' '(' (expressions ('as' star_target)?),+ ','? ')' ':' NEWLINE !INDENT
        => block a "'with' statement"
    bad_try?: a='try' ':' NEWLINE !INDENT => block a "'try' statement"
      | 'try' ':' block !('except' | 'finally') => here "expected 'except' or 'finally' block"
      | 'try' ':' block* (except+ except_star | except_star+ except) block*
        => here "cannot have both 'except' and 'except*' on the same 'try'"
    bad_except?: 'except' '*'? a=expression ',' expressions ('as' NAME)? ':'
        => from a "multiple exception types must be parenthesized"
      | 'except' '*'? expression ('as' NAME)? NEWLINE => here "expected ':'"
      | 'except' NEWLINE => here "expected ':'"
      | 'except' '*' (NEWLINE | ':') => here "expected one or more exception types"
    bad_finally?: a='finally' ':' NEWLINE !INDENT => block a "'finally' statement"
    bad_except_indent?: a='except' expression ('as' NAME)? ':' NEWLINE !INDENT => block a "'except' statement"
      | a='except' ':' NEWLINE !INDENT => block a "'except' statement"
    bad_except_star_indent?: a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT
        => block a "'except*' statement"
    bad_match?: "match" subject NEWLINE => here "expected ':'"
      | a="match" subject ':' NEWLINE !INDENT => block a "'match' statement"
    bad_case?: "case" patterns guard? NEWLINE => here "expected ':'"
      | a="case" patterns guard? ':' NEWLINE !INDENT => block a "'case' statement"
    bad_as_pattern?: or_pattern 'as' a="_" => at a "cannot use '_' as a target"
      | or_pattern 'as' !NAME a=expression => at a "invalid pattern target"
    bad_class_pattern?: name_or_attribute '(' a=bad_class_arguments => at a "positional patterns follow keyword patterns"
    bad_class_arguments: (pattern,+ ',')? keyword_pattern,+ ',' pattern,+
    bad_if?: 'if' named_expression NEWLINE => here "expected ':'"
      | a='if' named_expression ':' NEWLINE !INDENT => block a "'if' statement"
    bad_elif?: 'elif' named_expression NEWLINE => here "expected ':'"
      | a='elif' named_expression ':' NEWLINE !INDENT => block a "'elif' statement"
    bad_else?: a='else' ':' NEWLINE !INDENT => block a "'else' statement"
    bad_while?: 'while' named_expression NEWLINE => here "expected ':'"
      | a='while' named_expression ':' NEWLINE !INDENT => block a "'while' statement"
    bad_for?: 'async'? 'for' star_targets 'in' star_expressions NEWLINE => here "expected ':'"
      | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT => block a "'for' statement"
    bad_def?: 'async'? a='def' NAME type_parameters? '(' parameters? ')' ('->' expression)? ':' NEWLINE !INDENT
        => block a "function definition"
    bad_class?: 'class' NAME type_parameters? ('(' arguments? ')')? NEWLINE => here "expected ':'"
      | a='class' NAME type_parameters? ('(' arguments? ')')? ':' NEWLINE !INDENT => block a "class definition"
    bad_pairs: pair,+ ',' bad_pair | expression ':' a='*' bitwise_or
        => from a "cannot use a starred expression in a dictionary value"
      | expression a=':' &('}' | ',') => at a "expression expected after dictionary key and ':'"
    bad_pair: a=expression !':' => key a
      | expression ':' a='*' bitwise_or => from a "cannot use a starred expression in a dictionary value"
      | expression a=':' &('}' | ',') => at a "expression expected after dictionary key and ':'"
    """#
}
